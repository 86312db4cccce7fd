"""What an admin changes of the schedule, a file for each matter: days, hours, Ramadans, slots, forms' rhythms.

`handlers.reminding.changing` leads to them. Each has a `show`, what its buttons do, and what typed words mean there.
"""
