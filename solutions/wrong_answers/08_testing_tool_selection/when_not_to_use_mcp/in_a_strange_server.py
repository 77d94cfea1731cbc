choices = {
    "month_end": ("function", "nobody_asks"),
    "big_tables": ("function", "python_objects"),
    "by_priority": ("tool", "many_wordings"),
    "shift_plan": ("tool", "many_wordings"),
    "polite_reply": ("nothing", "already_said"),
    "wipe_laptop": ("nothing", "no_way_back"),
}
