import { maskValue } from '../../../domain/registry/secrets.js';
import type { Line } from '../../../domain/text/line.js';
import { memo } from '../../../state/memo.js';
import { selectedItem } from '../../../state/selectors.js';
import type { State } from '../../../state/state.js';
import type { Glyphs } from '../../glyphs.js';
import { notice } from '../list/empty-list.js';
import { span } from '../text/lines.js';
import { maskOf } from '../text/mask.js';
import { wrapText } from '../text/wrap-text.js';
import { resourceLines } from './resource-lines.js';

/** The environment, sorted by name; what looks secret is masked until revealed. */
export function envTab(state: State, width: number, _height: number, glyphs: Glyphs): readonly Line[] {
	const id = selectedItem(state, 'containers')?.id ?? '';
	return resourceLines(state, { of: 'container', id: id }, width, glyphs, ({ env }) =>
		envLines(env, width, state.text.reveal ? undefined : maskOf(glyphs)),
	);
}

const envLines = memo((env: readonly string[], width: number, mask: string | undefined): readonly Line[] => {
	if (env.length === 0) {
		return [[], ...notice('no environment variables', 'dim', width)];
	}
	return [...env].sort().flatMap(entry => {
		const at = entry.indexOf('=');
		const name = at < 0 ? entry : entry.slice(0, at);
		const value = at < 0 ? '' : entry.slice(at + 1);
		const shown = mask === undefined ? value : maskValue(name, value, mask);
		const [first = '', ...rest] = wrapText(`${name}=${shown}`, Math.max(8, width - 4));
		const split = Math.min(name.length, first.length);
		return [
			[
				span(' '),
				span(first.slice(0, split), 'accent'),
				span(first.slice(split, split + 1), 'dim'),
				span(first.slice(split + 1), shown === value ? 'text' : 'dim'),
			],
			...rest.map((part): Line => [span('   '), span(part)]),
		];
	});
});
