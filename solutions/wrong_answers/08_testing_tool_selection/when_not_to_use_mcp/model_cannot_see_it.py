choices = {
    "month_end": ("function", "nobody_asks"),
    "big_tables": ("function", "python_objects"),
    "by_priority": ("function", "nobody_asks"),
    "shift_plan": ("server", "own_system"),
    "polite_reply": ("nothing", "already_said"),
    "wipe_laptop": ("nothing", "no_way_back"),
}
