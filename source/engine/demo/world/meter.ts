import type { Limits } from '../../../domain/nouns/container.js';
import { cpuLimit } from '../../../domain/stats/limits.js';
import type { ContainerRecord, HostConfig, Meter } from './model.js';
import { unit, wave, waveIntegral } from './random.js';

/** The simulated machine. Bytes, milliseconds. */
export const machine = { cpus: 8, memory: 33_501_757_440, uptime: 5 * 86_400_000, mtu: 1500 } as const;

/** Counters of a container at one time. Seconds, bytes. */
export type Usage = {
	readonly cpu: number;
	/** Seconds during which its CPU limit throttled it. */
	readonly throttled: number;
	/** Seconds that it has run since the meter's start. */
	readonly active: number;
	readonly memory: number;
};

/** The limits of a HostConfig; missing ones are 0 or empty. */
export function limitsOf(hostConfig: HostConfig): Limits {
	return {
		nanoCpus: hostConfig.NanoCpus ?? 0,
		cpuPeriod: hostConfig.CpuPeriod ?? 0,
		cpuQuota: hostConfig.CpuQuota ?? 0,
		cpusetCpus: hostConfig.CpusetCpus ?? '',
		cpuShares: hostConfig.CpuShares ?? 0,
		memory: hostConfig.Memory ?? 0,
		memorySwap: hostConfig.MemorySwap ?? 0,
		memoryReservation: hostConfig.MemoryReservation ?? 0,
		pids: hostConfig.PidsLimit ?? 0,
	};
}

/** Creates a meter that starts at zero. */
export function newMeter(at: number, running: boolean): Meter {
	return { at, cpu: 0, throttled: 0, active: 0, running };
}

/** Continues the counters from `at` in another state (paused, another limit). */
export function reanchor(container: ContainerRecord, at: number, running: boolean): Meter {
	const usage = usageAt(container, at);
	return { at, cpu: usage.cpu, throttled: usage.throttled, active: usage.active, running };
}

/** Computes the counters at a time: the counters of the meter plus the integral of the load since then. */
export function usageAt(container: ContainerRecord, at: number): Usage {
	const { meter, key, program } = container;
	const { load } = program;
	const memory = memoryAt(container, at);
	if (!meter.running || at <= meter.at) {
		return { cpu: meter.cpu, throttled: meter.throttled, active: meter.active, memory };
	}
	const allowed = cpuLimit(limitsOf(container.hostConfig), machine.cpus) ?? machine.cpus;
	const from = meter.at / 1000;
	const to = at / 1000;
	const seconds = to - from;
	const strangled = load.cpu > allowed * 0.93;
	const mean = strangled ? allowed * 0.975 : load.cpu;
	const swing = strangled ? 0.02 : Math.min(load.swing, allowed / load.cpu - 1);
	const walked = seconds + swing * (waveIntegral(key, to) - waveIntegral(key, from));
	const throttledShare = strangled ? 1 - allowed / load.cpu : mean * (1 + swing) > allowed * 0.95 ? 0.02 : 0;
	return {
		cpu: meter.cpu + mean * Math.max(0, walked),
		throttled: meter.throttled + throttledShare * seconds,
		active: meter.active + seconds,
		memory,
	};
}

/** Bytes in use without file cache. It rises quickly after the start, then drifts. */
function memoryAt({ key, program, hostConfig, startedAt }: ContainerRecord, at: number): number {
	const seconds = Math.max(0, at - startedAt) / 1000;
	const warm = 1 - 0.6 * Math.exp(-seconds / 6);
	const drift = 1 + program.load.memorySwing * wave(key ^ 0x5bd1e995, at / 4000);
	const wanted = program.load.memory * warm * drift * (0.97 + 0.06 * unit(key, 7));
	return Math.round(Math.min(wanted, (hostConfig.Memory || machine.memory) * 0.985));
}
