import type { Container } from '../../domain/container.js';
import type { Reading } from '../../domain/stats.js';
import { memo } from '../../state/memo.js';
import type { State } from '../../state/state.js';

/** What the running containers use together. Bytes and cores. */
export type FleetLoad = {
	readonly running: number;
	/** How many of those have a fresh reading; the sums are theirs alone. */
	readonly measured: number;
	readonly cores: number;
	readonly memory: number;
	/** Sum of the memory limits of those that have one. */
	readonly limits: number;
};

/** A reading that is older than the newest one by more than this (ms) is of a row that is no longer looked at. */
const staleAfter = 60_000;

/** Sums over the readings at hand; only what is looked at is measured, so it says how many they are. */
export function fleetLoad(state: State): FleetLoad {
	return sum(state.containers.items, state.stats, state.host?.memory ?? 0);
}

const countRunning = memo((items: readonly Container[]) => items.filter(({ state }) => state === 'running').length);

const sum = memo((items: readonly Container[], stats: State['stats'], hostMemory: number): FleetLoad => {
	const latest = [...stats.values()].flatMap(history => history.readings.at(-1) ?? []);
	const newest = latest.reduce((at, reading) => Math.max(at, reading.at), 0);
	const fresh = latest.filter(reading => reading.at >= newest - staleAfter && reading.cpuPercent !== undefined);
	const limit = ({ memoryLimit }: Reading) => (memoryLimit < hostMemory ? memoryLimit : 0);
	const add = (value: (reading: Reading) => number) => fresh.reduce((total, reading) => total + value(reading), 0);
	return {
		running: countRunning(items),
		measured: fresh.length,
		cores: add(reading => reading.cpuPercent ?? 0) / 100,
		memory: add(reading => reading.memory),
		limits: add(limit),
	};
});
