"""A small network: picture, page of calculation, parameters, one step."""
