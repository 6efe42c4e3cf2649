import { expect, it } from 'vitest';
import { actionTable } from '../../../source/actions/table.js';
import type { Attempt } from '../../../source/domain/host.js';
import { unicodeGlyphs } from '../../../source/ui/glyphs.js';
import { connectView } from '../../../source/ui/views/connect-view.js';
import { smallView } from '../../../source/ui/views/small-view.js';
import { now } from '../../helpers/builders.js';
import { text } from '../../helpers/frame.js';
import { state } from '../../helpers/state.js';

const attempts: readonly Attempt[] = [
	{
		endpoint: { url: 'unix:///var/run/docker.sock', origin: 'default socket' },
		kind: 'permission',
		reason: 'permission denied',
		cure: 'sudo usermod -aG docker $USER, then log in again',
	},
	{ endpoint: { url: 'tcp://prod-1:2376', origin: 'DOCKER_HOST' }, kind: 'timeout', reason: 'no answer within 5s' },
];
const lost = state({}, { connection: { status: 'lost', attempts, attempt: 3, retryAt: now + 3400 } });

it('tells what was tried, why it failed, the cure, when it goes on, and what can be done', async () => {
	await expect(text(connectView(lost, 80, 22, unicodeGlyphs, actionTable))).toMatchFileSnapshot(
		'../../frames/connect-80x22.txt',
	);
});

it('keeps the ways on in sight in a low window', () => {
	const shown = text(connectView(lost, 60, 8, unicodeGlyphs, actionTable));
	expect(shown).toContain('No Docker Engine answers');
	expect(shown).toContain('q  quit');
});

it('tells a reason that several share once', () => {
	const missing = ['a', 'b', 'c'].map(name => ({
		endpoint: { url: `unix:///${name}.sock`, origin: 'default socket' },
		kind: 'unreachable',
		reason: 'no such file or directory',
		cure: 'Is Docker running?',
	}));
	const connection = { status: 'lost', attempts: [...missing, ...attempts], attempt: 1, retryAt: now } as const;
	const shown = text(connectView(state({}, { connection }), 80, 30, unicodeGlyphs, actionTable));
	expect(shown.match(/\.sock/g)).toHaveLength(4);
	expect(shown.match(/no such file or directory/g)).toHaveLength(1);
	expect(shown.match(/Is Docker running/g)).toHaveLength(1);
	expect(shown).toContain('permission denied');
});

it('says how large a window must be', () => {
	const shown = text(smallView(state({}, { size: { columns: 30, rows: 6 } }), 30, 6, unicodeGlyphs));
	expect(shown).toContain('needs 40x10, is 30x6');
});
