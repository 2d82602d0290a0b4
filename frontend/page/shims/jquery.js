// @jupyter-widgets/base wraps each view's element and never asks for more.
export default function $(element) {
  return [element];
}
