# The hub: it logs people in and starts a container for each. It is root in its own container,
# because it talks to the container engine; nobody's code runs in it.
FROM quay.io/jupyterhub/jupyterhub:6.1.1

RUN pip install --no-cache-dir "dockerspawner==14.0.0" "jupyterhub-idle-culler==2.0.0"
COPY jupyterhub_config.py /srv/jupyterhub/jupyterhub_config.py
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python3", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8081/hub/health', timeout=3)"]
CMD ["jupyterhub", "--config", "/srv/jupyterhub/jupyterhub_config.py"]
