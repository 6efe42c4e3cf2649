import { UsageError } from '../usage-error.js';
import { formatCsvLine, parseCsvLine } from '../values/csv.js';
import { type Integer, parseGoAtoi } from '../values/go-values.js';
import type { Pair } from '../values/pair.js';

/** One `--network` with the fields of its long form `name=…,alias=…`. An empty text means not set. */
export type NetworkRow = {
	readonly name: string;
	readonly aliases: readonly string[];
	readonly ip: string;
	readonly ip6: string;
	readonly linkLocalIps: readonly string[];
	readonly macAddress: string;
	readonly driverOpts: readonly Pair[];
	readonly gwPriority: Integer;
};

/** A row with the name of a network and no other field. */
export function networkRow(name: string): NetworkRow {
	return { name, aliases: [], ip: '', ip6: '', linkLocalIps: [], macAddress: '', driverOpts: [], gwPriority: 0 };
}

/** Reads a value of `--network`; throws UsageError with docker's message. Source: docker/cli opts/network.go. */
export function parseNetwork(text: string): NetworkRow {
	if (!/\w+=\w+(,\w+=\w+)*/.test(text)) {
		return networkRow(text);
	}
	const row = { ...networkRow(''), aliases: [] as string[], linkLocalIps: [] as string[], driverOpts: [] as Pair[] };
	for (const field of parseCsvLine(text)) {
		const at = field.indexOf('=');
		if (at < 0) {
			throw new UsageError(`invalid field ${field}`);
		}
		const value = field.slice(at + 1).trim();
		setField(row, field.slice(0, at).trim().toLowerCase(), value);
	}
	if (row.name === '') {
		throw new UsageError('network name/id is not specified');
	}
	return row;
}

type Draft = { -readonly [K in keyof NetworkRow]: NetworkRow[K] extends readonly (infer T)[] ? T[] : NetworkRow[K] };

function setField(row: Draft, key: string, value: string): void {
	const lower = value.toLowerCase();
	switch (key) {
		case 'name':
			row.name = lower;
			return;
		case 'alias':
			row.aliases.push(lower);
			return;
		case 'ip':
			row.ip = lower;
			return;
		case 'ip6':
			row.ip6 = lower;
			return;
		case 'mac-address':
			row.macAddress = lower;
			return;
		case 'link-local-ip':
			row.linkLocalIps.push(lower);
			return;
		case 'driver-opt':
			row.driverOpts.push(driverOption(lower));
			return;
		case 'gw-priority': {
			const read = parseGoAtoi(value);
			if ('reason' in read) {
				throw new UsageError(`invalid gw-priority (${value}): ${read.reason}`);
			}
			row.gwPriority = read.value;
			return;
		}
		default:
			throw new UsageError(`invalid field key ${key}`);
	}
}

function driverOption(text: string): Pair {
	const at = text.indexOf('=');
	if (at < 0) {
		throw new UsageError('invalid key value pair format in driver options');
	}
	return { name: text.slice(0, at).trim(), value: text.slice(at + 1).trim() };
}

/** The value of `--network` for a row: only its name when no other field is set. */
export function formatNetwork(row: NetworkRow): string {
	const fields = [
		...row.aliases.map(alias => `alias=${alias}`),
		...(row.ip === '' ? [] : [`ip=${row.ip}`]),
		...(row.ip6 === '' ? [] : [`ip6=${row.ip6}`]),
		...row.linkLocalIps.map(ip => `link-local-ip=${ip}`),
		...(row.macAddress === '' ? [] : [`mac-address=${row.macAddress}`]),
		...row.driverOpts.map(pair => `driver-opt=${pair.name}=${pair.value ?? ''}`),
		...(row.gwPriority === 0 ? [] : [`gw-priority=${row.gwPriority}`]),
	];
	return fields.length === 0 ? row.name : formatCsvLine([`name=${row.name}`, ...fields]);
}
