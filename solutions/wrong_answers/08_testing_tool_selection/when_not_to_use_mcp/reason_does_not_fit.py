choices = {
    "month_end": ("function", "python_objects"),
    "big_tables": ("function", "python_objects"),
    "by_priority": ("tool", "many_wordings"),
    "shift_plan": ("server", "own_system"),
    "polite_reply": ("nothing", "already_said"),
    "wipe_laptop": ("nothing", "no_way_back"),
}
