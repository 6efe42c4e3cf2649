import type { Recorded } from './record-wire.js';

type UnorderedParts = {
	Env?: string[];
	HostConfig?: { Binds?: string[] };
	IPAM?: { Config: { Subnet: string }[] };
};

/** A request in a form that two clients can be compared by: maps were unordered in the CLI already. */
export function comparable(request: Recorded): Recorded {
	const body = structuredClone(request.body) as UnorderedParts | undefined;
	body?.Env?.sort();
	body?.HostConfig?.Binds?.sort();
	body?.IPAM?.Config.sort((a, b) => (a.Subnet < b.Subnet ? -1 : 1));
	return { ...request, body };
}

/** Leaves only what docker CLI 20.10 and 28 both say: no empty values, nothing that one of them does not know. */
export function essence(value: unknown): unknown {
	if (Array.isArray(value)) {
		return value.length === 0 ? undefined : value.map(item => essence(item) ?? null);
	}
	if (typeof value !== 'object' || value === null) {
		return value === '' || value === 0 || value === false ? undefined : value;
	}
	const entries = Object.entries(value)
		.map(([key, field]) => [key, field === null ? undefined : essence(field)] as const)
		.filter(([, field]) => field !== undefined);
	return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
