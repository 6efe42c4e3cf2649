import { expect, test } from 'vitest';
import type { EngineEvent } from '../../../source/domain/nouns/events.js';
import { ListDialog } from '../../../source/ui/modals/list-dialog.js';
import { dialogRows } from '../../helpers/screen/rendered.js';
import { longId } from '../../helpers/state/builders.js';
import { fleet } from '../../helpers/state/fleet.js';

const event = (action: string, change: Partial<EngineEvent> = {}): EngineEvent => ({
	type: 'container',
	action,
	id: longId('web'),
	at: 0,
	...change,
	attributes: { name: 'web', ...change.attributes },
});

test('shows the exit code, the name and the joined network of a container in the list of events', () => {
	const state = fleet({
		events: [
			event('die', { attributes: { exitCode: '137' } }),
			event('kill', { attributes: { signal: '15' } }),
			event('rename', { attributes: { name: 'web2', oldName: '/web' } }),
			event('connect', { type: 'network', attributes: { name: 'bridge', container: longId('db') } }),
			event('destroy', { attributes: {} }),
		],
	});
	const { size } = state;
	const dialog = <ListDialog modal={{ kind: 'events', id: 1, index: 0 }} size={size} />;
	const shown = dialogRows(dialog, { state, size }).join('\n');
	expect(shown).toMatch(/die {2}web {2}exit code 137, killed \(SIGKILL\)/);
	expect(shown).toMatch(/kill {2}web {2}signal 15/);
	expect(shown).toMatch(/rename {2}web2 {2}was web/);
	expect(shown).toMatch(/connect {2}bridge {2}db/);
});
