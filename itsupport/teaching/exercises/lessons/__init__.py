"""The exercises, a module for each lesson: what is asked, how it is judged, what helps."""
