import type { Recorded } from './record-wire.js';

type UnorderedParts = {
	Env?: string[];
	HostConfig?: { Binds?: string[] };
	IPAM?: { Config: { Subnet: string }[] };
};

/** Returns a request in a comparable form: the CLI sends the parts of some maps in random order. */
export function comparable(request: Recorded): Recorded {
	const body = structuredClone(request.body) as UnorderedParts | undefined;
	body?.Env?.sort();
	body?.HostConfig?.Binds?.sort();
	body?.IPAM?.Config.sort((a, b) => (a.Subnet < b.Subnet ? -1 : 1));
	return { ...request, body };
}

/** Keeps only the fields that docker CLI 20.10 and 28 both send: no empty values, and none that only one of them has. */
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
