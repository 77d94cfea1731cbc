"""An authorization server: it signs people in and gives out tokens, and does nothing else.

It is here to be read and tried. It forgets everything when it ends, and its people are made up: for
real people use one that is well kept, such as Keycloak, Auth0 or Microsoft Entra.
"""
