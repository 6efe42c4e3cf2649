import type { ActionContext, Look } from '../action.js';
import { kindOf } from '../failure.js';

/** What has become of a container: `web is now exited`. */
export const containerLook =
	(context: ActionContext, { id, name }: { readonly id: string; readonly name: string }): Look =>
	async signal => {
		const rows = await context.engine.containers.list({ signal, filters: { id: [id] } });
		const row = rows.find(container => container.id === id);
		return row ? `${row.name} is now ${row.state}` : `${name} is gone`;
	};

/** What has become of a container that was to be made under a name. */
export const namedContainerLook =
	(context: ActionContext, name: string): Look =>
	async signal => {
		const rows = await context.engine.containers.list({ signal, filters: { name: [`^/${name}$`] } });
		return rows[0] ? `${name} is there, ${rows[0].state}` : `${name} is not there`;
	};

/** Whether an image is there. */
export const imageLook = (context: ActionContext, reference: string): Look =>
	presence(reference, signal => context.engine.images.inspect(reference, { signal }));

/** Whether a volume is there. */
export const volumeLook = (context: ActionContext, name: string): Look =>
	presence(name, signal => context.engine.volumes.inspect(name, { signal }));

/** Whether a network is there. */
export const networkLook = (context: ActionContext, name: string): Look =>
	presence(name, signal => context.engine.networks.inspect(name, { signal }));

const presence =
	(name: string, find: (signal: AbortSignal) => Promise<unknown>): Look =>
	async signal => {
		try {
			await find(signal);
			return `${name} is there`;
		} catch (error) {
			if (kindOf(error) !== 'not-found') {
				throw error;
			}
			return `${name} is not there`;
		}
	};
