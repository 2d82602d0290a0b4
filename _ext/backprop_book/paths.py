"""Where the extension finds what the build made before it."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FRONTEND = ROOT / "frontend"
ASSETS = ROOT / "_build" / "assets"  # written by frontend/build.mjs, never committed
CLASSES = ASSETS / "classes.json"
LIVE_JS = ROOT / "backprop_lib" / "live" / "static" / "live.js"
