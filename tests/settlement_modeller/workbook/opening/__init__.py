"""How files of figures are opened."""
