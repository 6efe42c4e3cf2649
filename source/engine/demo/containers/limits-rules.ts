import { type LimitsChange, updateCommand } from '../../../domain/commands/update.js';
import { problemIn } from '../../../domain/run/usage-error.js';
import { parseRestart } from '../../../domain/run/values/restart.js';
import { parseCpuset } from '../../../domain/stats/limits.js';
import { EngineError } from '../../errors.js';
import { machine, reanchor } from '../world/meter.js';
import type { ContainerRecord, HostConfig } from '../world/model.js';
import type { World } from '../world/world.js';
import { containerEvent } from './container-event.js';
import { receivedBody } from './request-body.js';

/** Minimum memory limit of a container in bytes. Source: moby daemon_unix.go, linuxMinMemory. */
const leastMemory = 6 * 2 ** 20;

/** Refuses invalid limits. Source: moby daemon_unix.go, verifyPlatformContainerResources. */
export function checkLimits(limits: HostConfig): void {
	const {
		Memory = 0,
		MemorySwap = 0,
		MemoryReservation = 0,
		NanoCpus = 0,
		CpuQuota = 0,
		CpuPeriod = 0,
		CpusetCpus = '',
	} = limits;
	const refuse = (message: string) => {
		throw new EngineError('bad-request', message);
	};
	if (Memory !== 0 && Memory < leastMemory) {
		refuse('Minimum memory limit allowed is 6MB');
	}
	if (Memory > 0 && MemorySwap > 0 && MemorySwap < Memory) {
		refuse('Minimum memoryswap limit should be larger than memory limit, see usage');
	}
	if (Memory === 0 && MemorySwap > 0) {
		refuse('You should always set the Memory limit when using Memoryswap limit, see usage');
	}
	if (MemoryReservation > 0 && Memory > 0 && Memory < MemoryReservation) {
		refuse('Minimum memory limit can not be less than memory reservation limit, see usage');
	}
	if (NanoCpus > 0 && CpuPeriod > 0) {
		refuse('Conflicting options: Nano CPUs and CPU Period cannot both be set');
	}
	if (NanoCpus > 0 && CpuQuota > 0) {
		refuse('Conflicting options: Nano CPUs and CPU Quota cannot both be set');
	}
	if (NanoCpus < 0 || NanoCpus > machine.cpus * 1e9) {
		refuse(`Range of CPUs is from 0.01 to ${machine.cpus}.00, as there are only ${machine.cpus} CPUs available`);
	}
	if (CpuPeriod !== 0 && (CpuPeriod < 1000 || CpuPeriod > 1_000_000)) {
		refuse('CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)');
	}
	if (CpuQuota > 0 && CpuQuota < 1000) {
		refuse('CPU cfs quota can not be less than 1ms (i.e. 1000)');
	}
	const cpus = parseCpuset(CpusetCpus);
	if (!cpus) {
		refuse(`Invalid value ${CpusetCpus} for cpuset cpus`);
	}
	if (cpus?.some(cpu => cpu >= machine.cpus)) {
		refuse(`Requested CPUs are not available - requested ${CpusetCpus}, available: 0-${machine.cpus - 1}`);
	}
}

/** `docker update`: 0 and empty values do not change a limit. Source: moby container_unix.go, UpdateContainer. */
export function update(world: World, container: ContainerRecord, change: LimitsChange): readonly string[] {
	const problem = problemIn(() => parseRestart(change.restart ?? ''));
	if (problem !== undefined) {
		throw new EngineError('bad-request', problem);
	}
	const body = receivedBody(updateCommand.request(container.id, change).body ?? {});
	const set = Object.fromEntries(
		Object.entries(body).filter(([, value]) => value !== 0 && value !== '' && value !== null && value !== undefined),
	);
	const next = set as HostConfig;
	checkLimits({ ...next, Memory: next.Memory ?? (next.MemorySwap ? container.hostConfig.Memory : 0) });
	const refuse = (message: string) => {
		throw new EngineError('bad-request', `Cannot update container ${container.id}: ${message}`);
	};
	const now = container.hostConfig;
	if (next.CpuPeriod && now.NanoCpus) {
		refuse('Conflicting options: CPU Period cannot be updated as NanoCPUs has already been set');
	}
	if (next.CpuQuota && now.NanoCpus) {
		refuse('Conflicting options: CPU Quota cannot be updated as NanoCPUs has already been set');
	}
	if (next.NanoCpus && now.CpuPeriod) {
		refuse('Conflicting options: Nano CPUs cannot be updated as CPU Period has already been set');
	}
	if (next.NanoCpus && now.CpuQuota) {
		refuse('Conflicting options: Nano CPUs cannot be updated as CPU Quota has already been set');
	}
	// The engine compares even with -1, which means no limit.
	if (next.Memory && !next.MemorySwap && next.Memory > (now.MemorySwap ?? 0)) {
		refuse('Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time');
	}
	const policy = next.RestartPolicy;
	if (policy?.Name && now.AutoRemove && policy.Name !== 'no') {
		refuse('Restart policy cannot be updated because AutoRemove is enabled for the container');
	}
	container.meter = reanchor(container, world.now(), container.state === 'running');
	container.hostConfig = { ...now, ...next, ...(policy?.Name ? {} : { RestartPolicy: now.RestartPolicy }) };
	containerEvent(world, container, 'update');
	return [];
}
