"""The demo: synthetic bodies and their audits, loaded through the same use cases that people use."""

from audit.service.demo.load import DemoAccess, load

__all__ = ["DemoAccess", "load"]
