description = "Find knowledge base articles, also called solutions or guides. " + ", ".join(
    f"Use it for printers, VPN, disks, mail, screens, networks and passwords, case {n}"
    for n in range(20)
)
