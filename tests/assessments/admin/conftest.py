import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client


@pytest.fixture
def as_tess(client: Client, tess: AbstractBaseUser) -> Client:
    client.force_login(tess)
    return client
