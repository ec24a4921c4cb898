/** The words of the settings in `settings/people`. */
export const people = {};
