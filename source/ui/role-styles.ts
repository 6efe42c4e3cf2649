import type { Role } from '../domain/text/line.js';

/** SGR parameters by role, without `ESC[` and `m`; an empty string is the terminal's default. */
export type RoleStyles = Readonly<Record<Role, string>>;

/** Returns a style for each role of `styles`. */
export function byRole(styles: RoleStyles, styleOf: (role: Role) => string): RoleStyles {
	const made: Record<Role, string> = { ...styles };
	for (const role of Object.keys(made) as Role[]) {
		made[role] = styleOf(role);
	}
	return made;
}
