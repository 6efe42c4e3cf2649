import { logoutArgv } from '../../../domain/commands/login.js';
import { registryName } from '../../../domain/registry/registry.js';
import type { ActionContext } from '../../action.js';
import { logIn } from './login.js';

/** `L`: opens the login form, or a menu to log in and out when credentials are stored. */
export async function registries(context: ActionContext): Promise<void> {
	const stored = await context.fetchFirst('Reading the stored credentials', signal =>
		context.registry.list({ signal }),
	);
	if (stored.length === 0) {
		await logIn(context);
		return;
	}
	const chosen = await context.ask.menu({
		title: 'Registries',
		items: [
			{ id: 'login', label: 'Log in to another registry…', key: 'l' },
			...stored.map(({ server, username }) => ({
				id: `logout:${server}`,
				label: `Log out of ${registryName(server)}`,
				hint: username,
			})),
		],
	});
	if (chosen === 'login') {
		await logIn(context);
	} else if (chosen !== undefined) {
		await logOut(context, chosen.slice('logout:'.length));
	}
}

/** Removes a registry's credentials from the store, as `docker logout` does. It sends nothing to the registry. */
async function logOut(context: ActionContext, server: string): Promise<void> {
	const name = registryName(server);
	await context.perform({ title: `Log out of ${name}`, command: logoutArgv(server) }, async signal => {
		const erased = await context.registry.erase(server, { signal });
		context.toast(erased ? 'good' : 'warn', erased ? `Logged out of ${name}` : `Not logged in to ${name}`);
	});
}
