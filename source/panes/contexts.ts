import { quote } from '../domain/command.js';
import { type DockerContext, isInUse } from '../domain/nouns/host.js';
import { byText } from './compare.js';
import type { Cell, Facts, Pane } from './pane.js';

const used = (context: DockerContext, { endpoint }: Facts): boolean => isInUse(context, endpoint);
const byName = byText((context: DockerContext) => context.name);
const byUse = (a: DockerContext, b: DockerContext, facts: Facts) => Number(used(b, facts)) - Number(used(a, facts));

/** Says if the host's certificate is verified; ssh and sockets have no TLS. */
const tlsText = ({ tls }: DockerContext): string => (tls === undefined ? '--' : tls.verify ? 'verified' : 'unverified');

function note(context: DockerContext, facts: Facts): Cell['note'] {
	if (used(context, facts)) {
		return { text: 'in use', role: 'good' };
	}
	return context.current ? { text: 'current', role: 'accent' } : undefined;
}

/** `docker context ls`. The pane is on screen while it has the focus; `C` opens it. */
export const contexts: Pane<'contexts'> = {
	id: 'contexts',
	title: 'Contexts',
	source: 'connector',
	shown: ({ pane }) => pane === 'contexts',
	key: context => context.name,
	name: context => context.name,
	succeeds: (item, former) => item.name === former.name,
	columns: [
		{
			id: 'name',
			header: 'NAME',
			min: 10,
			preferred: 20,
			max: 40,
			fitsContent: true,
			priority: 0,
			cell: (context, facts) => ({ text: context.name, note: note(context, facts) }),
		},
		{
			id: 'endpoint',
			header: 'DOCKER ENDPOINT',
			min: 16,
			preferred: 28,
			max: 60,
			fitsContent: true,
			priority: 1,
			cell: ({ url }) => (url === '' ? { text: 'cannot be read', role: 'bad' } : { text: url }),
		},
		{
			id: 'tls',
			header: 'TLS',
			min: 10,
			max: 10,
			fitsContent: true,
			priority: 2,
			cell: context => ({ text: tlsText(context), role: context.tls?.verify === false ? 'warn' : 'dim' }),
		},
		{
			id: 'origin',
			header: 'ORIGIN',
			min: 14,
			max: 16,
			fitsContent: true,
			priority: 4,
			cell: ({ origin }) => ({ text: origin, role: 'dim' }),
		},
		{
			id: 'description',
			header: 'DESCRIPTION',
			min: 12,
			max: Number.POSITIVE_INFINITY,
			priority: 3,
			cell: ({ description }) => ({ text: description, role: 'dim' }),
		},
	],
	tabs: { overview: { title: 'Overview', needs: () => [] } },
	resources: {},
	sortKeys: [
		{ id: 'use', title: 'In use', compare: (a, b, facts) => byUse(a, b, facts) || byName(a, b) },
		{ id: 'name', title: 'Name', compare: byName },
		{ id: 'endpoint', title: 'Endpoint', compare: byText(context => context.url) },
	],
	bullet: (context, facts) =>
		used(context, facts) ? { glyph: 'used', role: 'good' } : { glyph: 'unused', role: 'dim' },
	filterText: (context, facts) => ({
		text: `${context.name} ${context.url} ${context.description}`,
		fields: {
			name: context.name,
			endpoint: context.url,
			description: context.description,
			origin: context.origin,
			tls: tlsText(context),
			current: String(context.current),
			used: String(used(context, facts)),
		},
	}),
	showsAll: true,
	copyables: ({ kind, name, url }) => [
		{ key: 'n', label: 'Name', text: name },
		{ key: 'e', label: 'Endpoint', text: url },
		{
			key: 'c',
			label: 'docker context use',
			text: kind === 'context' ? quote(['docker', 'context', 'use', name]) : '',
		},
	],
	empty: 'No contexts',
	maxUnfocusedRows: 0,
};
