import type { ActionContext, OutcomeCheck } from '../action.js';
import { kindOf } from '../failure.js';

/** Reports the state of a container: `web is now exited`. */
export const containerCheck =
	(context: ActionContext, { id, name }: { readonly id: string; readonly name: string }): OutcomeCheck =>
	async signal => {
		const rows = await context.engine.containers.list({ signal, filters: { id: [id] } });
		const row = rows.find(container => container.id === id);
		return row ? `${row.name} is now ${row.state}` : `${name} no longer exists`;
	};

/** Reports the state of a container that a call should have created. */
export const namedContainerCheck =
	(context: ActionContext, name: string): OutcomeCheck =>
	async signal => {
		const rows = await context.engine.containers.list({ signal, filters: { name: [`^/${name}$`] } });
		return rows[0] ? `${name} exists (${rows[0].state})` : `${name} does not exist`;
	};

/** Reports if an image exists. */
export const imageCheck = (context: ActionContext, reference: string): OutcomeCheck =>
	presence(reference, signal => context.engine.images.inspect(reference, { signal }));

/** Reports if a volume exists. */
export const volumeCheck = (context: ActionContext, name: string): OutcomeCheck =>
	presence(name, signal => context.engine.volumes.inspect(name, { signal }));

/** Reports if a network exists. */
export const networkCheck = (context: ActionContext, name: string): OutcomeCheck =>
	presence(name, signal => context.engine.networks.inspect(name, { signal }));

const presence =
	(name: string, find: (signal: AbortSignal) => Promise<unknown>): OutcomeCheck =>
	async signal => {
		try {
			await find(signal);
			return `${name} exists`;
		} catch (error) {
			if (kindOf(error) !== 'not-found') {
				throw error;
			}
			return `${name} does not exist`;
		}
	};
