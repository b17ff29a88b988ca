"""What we speak to carriers by: one interface, and a file for each of them."""
