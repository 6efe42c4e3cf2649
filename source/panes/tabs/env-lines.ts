import { maskValue } from '../../domain/registry/secrets.js';
import type { Line } from '../../domain/text/line.js';
import { span } from '../../domain/text/lines.js';
import { notice } from '../../domain/text/notice.js';
import { wrapText } from '../../domain/text/wrap-text.js';

/** The environment, sorted by name. `mask` stands for what looks secret; undefined shows everything. */
export function envLines(env: readonly string[], width: number, mask: string | undefined): readonly Line[] {
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
}
