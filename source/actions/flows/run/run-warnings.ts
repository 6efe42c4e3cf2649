import type { Container } from '../../../domain/nouns/container.js';
import { portClash } from '../../../domain/ports/port-clash.js';
import { familiar, parseReference, withDefaultTag } from '../../../domain/registry/reference.js';
import { parseNetwork } from '../../../domain/run/rows/network-row.js';
import { parsePublish } from '../../../domain/run/rows/publish-row.js';
import { UsageError } from '../../../domain/run/usage-error.js';
import type { Sentences } from '../../../state/modals/modal.js';
import type { State } from '../../../state/state.js';
import type { RunValues } from './run-fields.js';

/**
 * Warnings about likely failures of a run, from the lists of the dashboard. They do not stop the user. `leftover`: a container
 * of an earlier try, which the next one replaces.
 */
export function runWarnings(values: RunValues, state: State, leftover?: string): Sentences {
	const warnings: Record<string, string> = {};
	const note = (key: string, text: string | undefined) => {
		if (text !== undefined) {
			warnings[key] = text;
		}
	};
	const name = values.name.trim();
	const isTaken = (container: Container) => container.name === name && container.id !== leftover;
	const namesake = name === '' ? undefined : state.lists.containers.items.find(isTaken);
	note('name', namesake && `taken by a container (${namesake.state})`);
	note('image', imageAdvice(values.image.trim(), state));
	note('cpus', cpusAdvice(values.cpus.trim(), state));
	for (const [index, row] of values.publish.entries()) {
		note(
			`publish.${index}`,
			ifValid(() => portAdvice(row.trim(), state)),
		);
	}
	for (const [index, row] of values.network.entries()) {
		note(
			`network.${index}`,
			ifValid(() => networkAdvice(row.trim(), state)),
		);
	}
	return warnings;
}

function portAdvice(row: string, state: State): string | undefined {
	const clash = portClash(parsePublish(row), state.lists.containers.items);
	return clash && `port ${clash.port} is taken by ${clash.name}`;
}

function networkAdvice(row: string, state: State): string | undefined {
	const { name } = parseNetwork(row);
	if (/^(default|bridge|host|none|container:.*|)$/.test(name) || state.lists.networks.status !== 'ready') {
		return undefined;
	}
	const known = state.lists.networks.items.some(network => network.name === name || network.id.startsWith(name));
	return known ? undefined : 'there is no such network';
}

function imageAdvice(reference: string, state: State): string | undefined {
	return reference === '' || state.lists.images.status !== 'ready' || knowsImage(reference, state)
		? undefined
		: 'not on the engine: Enter offers to pull it';
}

/** Returns true if the list of images has the image of a reference. */
export function knowsImage(reference: string, state: State): boolean {
	const parsed = parseReference(reference);
	const name = parsed.ok ? familiar(withDefaultTag(parsed.value)) : reference;
	const id = /^(?:sha256:)?([0-9a-f]{4,64})$/.exec(reference)?.[1];
	return state.lists.images.items.some(
		image =>
			image.tags.includes(name) ||
			image.digests.includes(name) ||
			(id !== undefined && image.id.slice('sha256:'.length).startsWith(id)),
	);
}

function cpusAdvice(text: string, { host }: State): string | undefined {
	return host && Number(text) > host.cpus ? `the host has ${host.cpus}` : undefined;
}

/** Returns no advice for an invalid value: the check shows its error. */
function ifValid(advice: () => string | undefined): string | undefined {
	try {
		return advice();
	} catch (error) {
		if (error instanceof UsageError) {
			return undefined;
		}
		throw error;
	}
}
