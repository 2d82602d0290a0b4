"""The ways of five optimisers over a ravine and over a saddle."""
