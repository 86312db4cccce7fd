"""Files that mean harm, or were merely broken on the way: they are refused, kindly, and nothing else happens."""
