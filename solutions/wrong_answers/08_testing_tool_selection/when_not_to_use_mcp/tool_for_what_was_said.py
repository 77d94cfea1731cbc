choices = {
    "month_end": ("function", "nobody_asks"),
    "big_tables": ("function", "python_objects"),
    "by_priority": ("tool", "many_wordings"),
    "shift_plan": ("server", "own_system"),
    "polite_reply": ("tool", "many_wordings"),
    "wipe_laptop": ("nothing", "no_way_back"),
}
