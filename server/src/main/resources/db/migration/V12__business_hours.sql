-- Hours that nobody could read were taken for "always open". Now the table refuses them, like a request: a weekday by
-- its English name, times as HH:MM. Rows from before are not checked; what is wrong in them is logged.
ALTER TABLE department ADD CONSTRAINT business_hours_readable CHECK (
    business_hours IS NULL OR coalesce(
        jsonb_typeof(business_hours -> 'timeZone') = 'string'
        AND CASE WHEN jsonb_typeof(business_hours -> 'days') = 'array' THEN
            jsonb_array_length(business_hours -> 'days') = jsonb_array_length(jsonb_path_query_array(business_hours,
                'strict $.days[*] ? (@.day like_regex "^(mon|tues|wednes|thurs|fri|satur|sun)day$" flag "i"
                                     && @.from like_regex "^([01][0-9]|2[0-3]):[0-5][0-9]$"
                                     && @.to like_regex "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"
                                     && @.from != @.to)'))
        ELSE false END
        AND (business_hours -> 'holidays' IS NULL OR jsonb_typeof(business_hours -> 'holidays') = 'array'),
    false)) NOT VALID;
