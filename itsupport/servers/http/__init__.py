"""The servers over HTTP: one web application with all of them, and who may reach it."""

from itsupport.servers.http.application import http_app
from itsupport.servers.http.environment import app
from itsupport.servers.http.in_a_thread import HttpSite, start_http
from itsupport.servers.http.recording import HttpExchange
from itsupport.servers.http.tokens import BearerTokens

__all__ = ["BearerTokens", "HttpExchange", "HttpSite", "app", "http_app", "start_http"]
