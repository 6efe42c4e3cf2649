import type { Container, ContainerState } from '../../domain/nouns/container.js';
import { exitCodeOf, isStartFailed } from '../../domain/nouns/container-status.js';
import type { Pane } from '../pane.js';

/** The order of the states: running containers first, then those about to run, then those that ended. */
const order: readonly ContainerState[] = ['running', 'restarting', 'paused', 'removing', 'created', 'exited', 'dead'];

/** The place of a container by its state. A new one, of which only the event is known, is about to run; so is one of a replacement. */
export const stateOrder = ({ state, provisional, replacement }: Container): number =>
	order.indexOf(replacement !== undefined || (provisional && state === 'created') ? 'running' : state);

/** The mark before a container's name: its state, bad health, and a start that failed. */
export const containerBullet: NonNullable<Pane<'containers'>['bullet']> = (container, facts) => {
	const { id, state, health, replacement } = container;
	if (replacement !== undefined) {
		return { glyph: 'restarting', role: 'dim' };
	}
	switch (state) {
		case 'running':
			if (health === 'unhealthy') {
				return { glyph: 'unhealthy', role: 'bad' };
			}
			return health === 'starting' ? { glyph: 'starting', role: 'warn' } : { glyph: 'running', role: 'good' };
		case 'paused':
			return { glyph: 'paused', role: 'warn' };
		case 'restarting':
		case 'removing':
			return { glyph: 'restarting', role: 'warn' };
		case 'dead':
			return { glyph: 'stopped', role: 'bad' };
		default:
			return {
				glyph: 'stopped',
				role: exitCodeOf(container) || isStartFailed(container, facts.detail(id)) ? 'bad' : 'dim',
			};
	}
};
