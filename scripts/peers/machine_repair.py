"""Machine repair in SimPy, written as its users write it: a process a machine, a resource for the repairers.

    machine_repair.py MACHINES REPAIRERS WORK_S REPAIR_S WARMUP_S HORIZON_S REPLICATIONS

Prints the failures and repairs of all replications, and the mean of broken machines after the warm-up. scripts/bench times it.
"""
import random
import sys

import simpy


class Shop:
    def __init__(self, machines, repairers, work_s, repair_s, warmup_s):
        self.env = simpy.Environment()
        self.repairers = simpy.Resource(self.env, capacity=repairers)
        self.work_s, self.repair_s, self.warmup_s = work_s, repair_s, warmup_s
        self.events = 0
        self.broken_s = 0.0
        self.since = [None] * machines  # when each broken machine failed
        for number in range(machines):
            self.env.process(self.machine(number))

    def book(self, number):
        start = max(self.since[number], self.warmup_s)
        self.broken_s += max(0.0, self.env.now - start)
        self.since[number] = None

    def machine(self, number):
        while True:
            yield self.env.timeout(random.expovariate(1 / self.work_s))
            self.events += 1
            self.since[number] = self.env.now
            with self.repairers.request() as turn:
                yield turn
                yield self.env.timeout(random.expovariate(1 / self.repair_s))
            self.events += 1
            self.book(number)


def main():
    machines, repairers = int(sys.argv[1]), int(sys.argv[2])
    work_s, repair_s, warmup_s, horizon_s = map(float, sys.argv[3:7])
    replications = int(sys.argv[7])
    events = 0
    broken_s = 0.0
    random.seed(1)
    for _ in range(replications):
        shop = Shop(machines, repairers, work_s, repair_s, warmup_s)
        shop.env.run(until=horizon_s)
        for number, since in enumerate(shop.since):
            if since is not None:
                shop.book(number)
        events += shop.events
        broken_s += shop.broken_s
    print(events, f"{broken_s / replications / (horizon_s - warmup_s):.4f}")


main()
