import { loginCommand } from '../../../domain/commands/login.js';
import { registryKey, registryName, registryProblem } from '../../../domain/registry/registry.js';
import type { Credentials } from '../../../engine/engine.js';
import { secret, text, type ValuesOf } from '../../../state/modals/form-fields.js';
import type { Sentences } from '../../../state/modals/modal.js';
import type { ActionContext } from '../../action.js';
import { wordsOf } from '../../failure.js';

const registryField = {
	registry: text('Registry', { placeholder: 'docker.io', once: true, help: 'host[:port]; empty is Docker Hub' }),
};
const userFields = {
	username: text('User'),
	password: secret('Password', { help: 'or an access token; saved only in the credential store' }),
};

type Values = ValuesOf<typeof userFields> & Partial<ValuesOf<typeof registryField>>;

/**
 * Asks for a user and password, lets the registry check them and stores them as the docker CLI does. Resolves to true if
 * the user is logged in. `server` is a key of the store; without it the form also asks for the registry.
 */
export async function logIn(context: ActionContext, server?: string): Promise<boolean> {
	const serverOf = ({ registry = '' }: Values) => server ?? registryKey(registry);
	const command = (values: Values) => loginCommand.argv({ server: serverOf(values), username: values.username });
	const values = await context.ask.form(
		{
			title: server === undefined ? 'Log in to a registry' : `Log in to ${registryName(server)}`,
			memory: `login ${server ?? ''}`,
			fields: server === undefined ? { ...registryField, ...userFields } : userFields,
			initial: { username: await knownUser(context, server) },
			submit: 'Log in',
			validate,
			command,
		},
		values => {
			const { username, password } = values;
			const credentials = { server: serverOf(values), username, password };
			const work = { title: `Log in to ${registryName(credentials.server)}`, command: command(values) };
			return context.attempt(work, signal => checkAndStore(context, credentials, signal));
		},
	);
	return values !== undefined;
}

/** The stored user name, so that the user types only the password. */
async function knownUser(context: ActionContext, server: string | undefined): Promise<string> {
	if (server === undefined) {
		return '';
	}
	const known = await context.fetchFirst('Reading the stored credentials', signal =>
		context.registry.list({ signal }).catch(() => {
			signal.throwIfAborted();
			return [];
		}),
	);
	return known.find(each => each.server === server)?.username ?? '';
}

function validate({ registry, username, password }: Values): Sentences {
	const problem = registry === undefined ? undefined : registryProblem(registry);
	return {
		...(problem !== undefined && { registry: problem }),
		...(username === '' && { username: 'a user name is needed' }),
		...(password === '' && { password: 'a password or token is needed' }),
	};
}

async function checkAndStore(
	context: ActionContext,
	credentials: Credentials & { password: string },
	signal: AbortSignal,
): Promise<void> {
	const { server, username } = credentials;
	const answer = await context.engine.system.login(credentials, { signal }).catch((error: unknown) => {
		throw withoutSecret(error, credentials.password);
	});
	const token = answer.identityToken;
	const status = answer.status || 'Login Succeeded';
	const stored = token ? { server, username, identityToken: token } : credentials;
	const { where, warning } = await context.registry.store(stored, { signal }).catch((error: unknown) => {
		signal.throwIfAborted();
		throw new Error(`${status}, but ${wordsOf(error)}`, { cause: error });
	});
	const succeeded = `${status} · ${registryName(server)}`;
	// One toast: a separate warning would hide the success.
	if (warning === undefined) {
		context.toast('good', `${succeeded} · ${where}`);
	} else {
		context.toast('warn', `${succeeded} · ${warning}`);
	}
}

/** Removes the password from the words of a failure: a registry's answer may repeat it. */
function withoutSecret(error: unknown, secret: string): unknown {
	const words = wordsOf(error);
	return words.includes(secret) ? new Error(words.replaceAll(secret, '***')) : error;
}
