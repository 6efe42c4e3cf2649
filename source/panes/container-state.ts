import type { Container, ContainerState } from '../domain/nouns/container.js';
import type { Pane } from './pane.js';

/** States in the order in which they matter: what runs first, then what is about to, then what ended. */
const order: readonly ContainerState[] = ['running', 'restarting', 'paused', 'removing', 'created', 'exited', 'dead'];

/** By state; one that was made just now is about to run, and so already where it will be. */
export const stateOrder = ({ state, provisional }: Container): number =>
	order.indexOf(provisional && state === 'created' ? 'running' : state);

/** The mark before a container's name: its state, and its health where that is bad news. */
export const containerBullet: NonNullable<Pane<'containers'>['bullet']> = ({ state, health, exitCode }) => {
	switch (state) {
		case 'running':
			if (health === 'unhealthy') {
				return { glyph: 'unhealthy', role: 'bad' };
			}
			return { glyph: 'running', role: health === 'starting' ? 'warn' : 'good' };
		case 'paused':
			return { glyph: 'paused', role: 'warn' };
		case 'restarting':
		case 'removing':
			return { glyph: 'restarting', role: 'warn' };
		case 'dead':
			return { glyph: 'stopped', role: 'bad' };
		default:
			return { glyph: 'stopped', role: exitCode ? 'bad' : 'dim' };
	}
};
