package chat.switchboard.bench;

/// CPU seconds used so far, or between two moments.
///
/// @param machine of everything on the machine: what is more than the sum of the others disturbed the run
public record Usage(double server, double postgres, double load, double machine) {

    static Usage now(Instance instance, LoadProcess load) {
        return new Usage(
                instance.serverCpuSeconds(),
                ProcFs.cpuSecondsOfTree(instance.cluster().pid()),
                ProcFs.cpuSeconds(load.pid()),
                ProcFs.cpuSecondsOfMachine());
    }

    Usage since(Usage earlier) {
        return new Usage(
                server - earlier.server, postgres - earlier.postgres, load - earlier.load, machine - earlier.machine);
    }

    /// CPU seconds for each 1,000 of `messages`.
    Usage per1000(long messages) {
        double thousands = messages / 1000.0;
        return new Usage(server / thousands, postgres / thousands, load / thousands, machine / thousands);
    }
}
