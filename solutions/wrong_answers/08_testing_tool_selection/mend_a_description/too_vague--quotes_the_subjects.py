description = """
Windows blue screens, offline printers, ransomware, kernel panics under Linux, Outlook.
"""
