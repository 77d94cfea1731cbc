"""JupyterHub for a class: one container for each learner, with a limit, ended when it is idle.

Secrets and names come from the environment (compose.yaml); none is in this file.
"""

import os
import sys

c = get_config()  # type: ignore[name-defined]  # noqa: F821  JupyterHub brings it

c.JupyterHub.bind_url = "http://:8000"
c.JupyterHub.hub_ip = "0.0.0.0"  # noqa: S104  of its own network, which only the containers are in
c.JupyterHub.hub_connect_ip = "hub"
c.JupyterHub.db_url = "sqlite:////srv/jupyterhub/data/jupyterhub.sqlite"
c.JupyterHub.cookie_secret_file = "/srv/jupyterhub/data/cookie_secret"  # noqa: S105
c.JupyterHub.concurrent_spawn_limit = int(os.environ.get("STARTS_AT_ONCE", "10"))
c.JupyterHub.active_server_limit = int(os.environ.get("LEARNERS_AT_ONCE", "40"))

c.JupyterHub.spawner_class = "dockerspawner.DockerSpawner"
c.DockerSpawner.image = os.environ["LEARNER_IMAGE"]
c.DockerSpawner.cmd = ["start-learner"]
c.DockerSpawner.network_name = os.environ["LEARNER_NETWORK"]
c.DockerSpawner.use_internal_ip = True
c.DockerSpawner.remove = True
c.DockerSpawner.volumes = {"learner-{username}": "/home/learner"}
c.DockerSpawner.extra_host_config = {
    "cap_drop": ["ALL"],
    "security_opt": ["no-new-privileges:true"],
    "pids_limit": 256,
}
c.Spawner.mem_limit = os.environ.get("MEMORY_LIMIT", "1G")
c.Spawner.cpu_limit = float(os.environ.get("PROCESSOR_LIMIT", "2"))
c.Spawner.default_url = "/lab/tree/notebooks/00_start_here.ipynb"
c.Spawner.start_timeout = 120

# A class logs in with one password that the instructor tells it: for a closed network, for a day.
# For anything else put your school's login here: https://oauthenticator.readthedocs.io
c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = os.environ["CLASS_PASSWORD"]
c.SharedPasswordAuthenticator.admin_password = os.environ["INSTRUCTOR_PASSWORD"]
c.Authenticator.admin_users = {os.environ.get("INSTRUCTOR", "instructor")}
c.Authenticator.allow_all = True

c.JupyterHub.load_roles = [
    {
        "name": "culler",
        "services": ["culler"],
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
    }
]
c.JupyterHub.services = [
    {
        "name": "culler",
        "command": [sys.executable, "-m", "jupyterhub_idle_culler", "--timeout=3600"],
    }
]
