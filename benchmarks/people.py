"""Makes people who can sign in: DATABASE_URL=… python -m benchmarks.people COUNT

One hash does for all of them: each sign-in still has to compute it.
"""

import os
import sys

import django
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password

PASSWORD = "gạo tám thơm Hải Hậu 2026"


def email(number: int) -> str:
    return f"nguoi-{number}@example.com"


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
    django.setup()
    person = get_user_model()
    one_hash = make_password(PASSWORD)
    people = [person(email=email(number), password=one_hash) for number in range(int(sys.argv[1]))]
    person.objects.bulk_create(people)
    return 0


if __name__ == "__main__":
    sys.exit(main())
