"""English: words, stems, slips of the pen, days."""
