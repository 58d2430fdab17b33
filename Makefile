# The commands of the project; CI runs the same words.
