# The workbench.

workbench-lead = Your congresses and what you can do there
workbench-empty = There is nothing for you here yet
workbench-empty-advice = This phone has neither an invitation nor a nomination. If it should, ask the liaison of the unit that nominates you to check the number.
congress-create = Create a congress
my-state = My form:
