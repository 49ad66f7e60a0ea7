"""What every test shares: a quiet, offline environment, and the property tests' profile."""

import os

from hypothesis import HealthCheck, settings

# Set before anything is imported: no test may read the developer's own settings or reach a network.
for name in [name for name in os.environ if name.startswith("QA_")]:
    del os.environ[name]
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["ANONYMIZED_TELEMETRY"] = "False"
os.environ["TOKENIZERS_PARALLELISM"] = "false"

# Shared machines are slow in bursts: an example's time says nothing about the code.
settings.register_profile("project", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("project")
