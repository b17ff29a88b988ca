"""A mail server of a few lines that answers as it is told, to see what a real line does when it breaks."""

import socketserver
import threading
from contextlib import contextmanager


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.taken = []  # the texts of mails
        self.connections = 0
        self.answers = {}  # by command: what is said instead of 250, or "hang up"
        self.mails_a_line = 100


class Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self.server.connections += 1
        self.mails = 0
        self.say("220 test")
        while line := self.rfile.readline().decode().strip():
            if not self.answered(line.split()[0].upper()):
                return

    def answered(self, command):
        """False: the line is dead."""
        told = self.server.answers.get(command)
        if told == "hang up" or (command == "NOOP" and self.mails >= self.server.mails_a_line):
            return False
        if told is not None:
            self.say(told)
        elif command == "DATA":
            return self.data()
        else:
            self.say("221 bye" if command == "QUIT" else "250 ok")
        return command != "QUIT"

    def data(self):
        self.say("354 go on")
        text = b""
        while not text.endswith(b"\r\n.\r\n"):
            text += self.rfile.readline()
        if self.server.answers.get("end of data") == "hang up":
            return False
        self.mails += 1
        self.server.taken.append(text.decode())
        self.say(self.server.answers.get("end of data", "250 ok"))
        return True

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def smtp_server(settings):
    """Running, with Django's settings leading there."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
    settings.EMAIL_USE_TLS = False
    settings.EMAIL_TIMEOUT = 5
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
