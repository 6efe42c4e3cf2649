import type { Container } from '../../domain/nouns/container.js';
import type { ItemOf } from '../../panes/noun.js';
import { panes } from '../../panes/panes.js';
import type { Listing } from '../../state/state.js';
import type { EngineNoun } from '../connection/list-sources.js';
import type { EventPrecedence, PendingRequest } from './event-precedence.js';

/** The rows of a list's answer, without those that were destroyed after its request. */
export const presentRows = <N extends EngineNoun>(
	noun: N,
	answer: readonly ItemOf<N>[],
	request: PendingRequest,
	precedence: EventPrecedence,
): readonly ItemOf<N>[] => answer.filter(row => !precedence.isGone(request, noun, panes[noun].key(row)));

/** The rows of a list of containers, merged with the events after its request. */
export function mergeContainers(
	answer: readonly Container[],
	known: Listing<Container>,
	request: PendingRequest,
	precedence: EventPrecedence,
): readonly Container[] {
	const rows = presentRows('containers', answer, request, precedence).map(row =>
		mergeContainer(row, known.byKey.get(row.id), request, precedence),
	);
	// Containers that were created after the request.
	const listed = new Set(rows.map(({ id }) => id));
	const later = known.items.filter(
		({ id }) =>
			!listed.has(id) &&
			precedence.isTouched(request, 'containers', id) &&
			!precedence.isGone(request, 'containers', id),
	);
	return [...later, ...rows];
}

/**
 * Returns true if a row must be fetched again: it is older than the container's last event, or an event came before there
 * was a row to apply it to.
 */
export const isStale = (
	row: Container,
	known: Container | undefined,
	request: PendingRequest,
	precedence: EventPrecedence,
): boolean => precedence.isBehind(row) || (!known && precedence.isTouched(request, 'containers', row.id));

/** A container's row of an answer, merged with the events after its request. */
export function mergeContainer(
	row: Container,
	known: Container | undefined,
	request: PendingRequest,
	precedence: EventPrecedence,
): Container {
	if (!known) {
		return row;
	}
	const { name, state, status, health, startedAt, finishedAt, exitCode } = known;
	if (precedence.isTouched(request, 'containers', row.id) || precedence.isBehind(row)) {
		return { ...row, name, state, status, health, startedAt, finishedAt, exitCode };
	}
	// A list has no start time: the one from events and inspect is valid while the state is the same.
	return state === row.state ? { ...row, startedAt, finishedAt, exitCode } : row;
}
