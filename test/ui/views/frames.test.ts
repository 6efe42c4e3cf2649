import { describe, expect, test } from 'vitest';
import { replaceItems } from '../../../source/state/lists/listing.js';
import { focusPane, visitPane } from '../../../source/state/lists/selection.js';
import type { State } from '../../../source/state/state.js';
import { asciiGlyphs } from '../../../source/ui/glyphs.js';
import { dockerContext, longId } from '../../helpers/state/builders.js';
import { fleet } from '../../helpers/state/fleet.js';
import { screen } from '../../helpers/state/frame.js';
import { log } from '../../helpers/state/log.js';
import { open, resized, select } from '../../helpers/state/state.js';

const sizes = [
	[80, 24],
	[120, 40],
	[200, 60],
] as const;

const done: Partial<State> = {
	commands: [{ id: 1, command: ['docker', 'restart', 'web'], at: 0, status: 'done', milliseconds: 412 }],
};

const contexts = [
	dockerContext('default', { url: 'unix:///var/run/docker.sock', origin: 'default socket', file: undefined }),
	dockerContext('prod', { url: 'unix:///var/run/docker.sock', current: true, description: 'The shop' }),
	dockerContext('staging', { url: 'ssh://me@staging.example.org' }),
	dockerContext('far', { url: 'tcp://far.example.org:2376', tls: { folder: '/certs', verify: true } }),
	dockerContext('old', { url: '', description: 'cannot find docker endpoint in context' }),
];

const states: Readonly<Record<string, () => State>> = {
	logs: () => ({ ...open(select(fleet(done), 'web'), 'logs'), logs: log(longId('web')) }),
	stats: () => open(select(fleet(done), 'web'), 'stats', 'detail'),
	images: () => open(focusPane(fleet(done), 'images'), 'used-by'),
	zoomed: () => fleet({ ...done, zoom: 'list' }),
	contexts: () => visitPane(replaceItems(fleet(done), 'contexts', contexts), 'contexts'),
};

describe('the whole screen', () => {
	for (const [columns, rows] of sizes) {
		test.each(Object.keys(states))(`shows %s at ${columns}x${rows}`, async name => {
			const frame = screen(resized(states[name]!(), columns, rows));
			await expect(frame).toMatchFileSnapshot(`../../frames/${name}-${columns}x${rows}.txt`);
		});
	}

	test('shows only ASCII on an ASCII terminal', async () => {
		const frame = screen(resized(states.stats!(), 120, 40), asciiGlyphs);
		expect(frame).toMatch(/^[\x20-\x7e\n]*$/);
		await expect(frame).toMatchFileSnapshot('../../frames/ascii-120x40.txt');
	});

	test('stays usable at 40x10', async () => {
		await expect(screen(resized(states.logs!(), 40, 10))).toMatchFileSnapshot('../../frames/logs-40x10.txt');
	});
});
