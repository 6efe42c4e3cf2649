import { type ComposeItem, containersOf } from '../../domain/compose/project.js';
import { hasStats } from '../../domain/nouns/container-gates.js';
import { cpuLimit, memoryLimit } from '../../domain/stats/limits.js';
import type { Facts } from '../pane.js';

/** The load of all containers of an item, and the sum of their limits. */
export type Load = {
	/** Containers that have statistics, and those of them that are measured. */
	readonly running: number;
	readonly measured: number;
	/** Per cent of a core. */
	readonly cpuPercent: number;
	/** Cores; undefined if a container has no limit, because the sum then means little. */
	readonly cpuLimit: number | undefined;
	/** Bytes. */
	readonly memory: number;
	readonly memoryLimit: number | undefined;
	readonly netRx: number;
	readonly netTx: number;
	readonly blockRead: number;
	readonly blockWrite: number;
	readonly pids: number;
};

/** A sum as a text: `--` before any container is measured, and marked as incomplete until all running ones are. */
export const sumText = ({ measured, running }: Load, text: string): string =>
	measured === 0 ? '--' : measured < running ? `≥${text}` : text;

/** Sums up what the containers of an item use. A container that is not measured yet counts as 0. */
export function loadOf(item: ComposeItem, facts: Facts): Load {
	const load = { running: 0, measured: 0, cpuPercent: 0, memory: 0, netRx: 0, netTx: 0, blockRead: 0, blockWrite: 0 };
	let pids = 0;
	let cores: number | undefined = 0;
	let bytes: number | undefined = 0;
	for (const container of containersOf(item)) {
		if (!hasStats(container)) {
			continue;
		}
		load.running++;
		const limits = facts.detail(container.id)?.limits;
		cores = plus(cores, limits && cpuLimit(limits, facts.hostCpus));
		bytes = plus(bytes, limits && memoryLimit(limits, facts.hostMemory));
		const reading = facts.reading(container.id);
		if (reading === undefined) {
			continue;
		}
		// The first reading of a stream has no CPU time to compare with.
		load.measured += reading.cpuPercent === undefined ? 0 : 1;
		load.cpuPercent += reading.cpuPercent ?? 0;
		load.memory += reading.memory;
		load.netRx += reading.netRx;
		load.netTx += reading.netTx;
		load.blockRead += reading.blockRead;
		load.blockWrite += reading.blockWrite;
		pids += reading.pids;
	}
	const isLimited = load.running > 0;
	return { ...load, pids, cpuLimit: isLimited ? cores : undefined, memoryLimit: isLimited ? bytes : undefined };
}

const plus = (sum: number | undefined, more: number | undefined): number | undefined =>
	sum === undefined || more === undefined ? undefined : sum + more;
