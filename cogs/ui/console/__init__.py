"""The facilitator's private console."""
