{#-
  What identifies a person by itself: the kinds that `list_identifying_columns` looks for. The page of the documentation is
  made from this list, so a word or a pattern has no other place.

  Returns a list of dictionaries:
    kind: what it is called in findings;
    words: words in the name of a column, in English, French and Spanish, without accents. They count wherever they
      stand in the name, also written as one word;
    whole: words that count only where they are the whole name, because they mean much else beside other words;
    persons: words for people, beside which `name`, `nom` and `nombre` count;
    not_with: words beside which a name of this kind is not meant, besides those of `_words_about`;
    rules: rules for values, of which one has to hold: `pattern`, a regular expression; `of`, what it is compared with
      (`text`; `lower` case; `code`, capitals without blanks and hyphens); `also`, a second expression; `check`, the check
      digits; `beside`, words in the name of the column without which the rule does not count;
    enough: how many published values of a column have to be like that, `one` or `half`; a pattern that can come by
      chance needs half of them;
    in_names: whether a name of a column that looks like such a value counts too, as in a pivoted export;
    shown: the rules for values in words;
    not_banded: whether a column in showcase_bands is not meant.
-#}
{% macro _identifying_kinds() %}
    {%- set byte = '(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])' -%}
    {%- set group = '[0-9a-f]{1,4}' -%}
    {%- set extension = '( ?(x|ext[.]?|poste) ?[0-9]{1,6})?$' -%}
    {%- set lengths = {
        '15': 'NO', '16': 'BE', '18': 'DK FI FK FO GL NL SD', '19': 'MK SI', '20': 'AT BA EE KZ LT LU MN XK',
        '21': 'CH HR LI LV', '22': 'BG BH CR DE GB GE IE ME RS VA', '23': 'AE GI IL IQ OM SO TL',
        '24': 'AD CZ ES MD PK RO SA SE SK TN VG', '25': 'LY PT ST', '26': 'IS TR', '27': 'BI DJ FR GR IT MC MR SM',
        '28': 'AL AZ BY CY DO GT HN HU LB NI PL', '29': 'BR EG PS QA UA', '30': 'JO KW MU YE', '31': 'MT SC', '32': 'LC',
        '33': 'RU',
    } -%}
    {%- set accounts = [] -%}
    {%- for length, countries in lengths.items() -%}
        {%- do accounts.append('(' ~ countries | replace(' ', '|') ~ ')[0-9]{2}[A-Z0-9]{' ~ (length | int - 4) ~ '}') -%}
    {%- endfor -%}
    {{ return([
        {
            'kind': 'name of a person',
            'words': [
                'first name', 'given name', 'fore name', 'middle name', 'last name', 'family name', 'second name', 'maiden name',
                'birth name', 'full name', 'sur name', 'preferred name', 'legal name', 'nick name', 'name first', 'name last', 'name and surname',
                'prenom', 'prenoms', 'nom de famille', 'nom famille', 'nom de naissance', 'nom naissance', 'nom de jeune fille', 'nom usuel',
                'nom complet', 'nom et prenom', 'nom et prenoms', 'nom usage', 'nom d usage',
                'apellido', 'apellidos', 'nombre completo', 'primer nombre', 'segundo nombre', 'nombre de pila', 'nombre y apellido', 'nombre y apellidos',
                'nombre apellido', 'nombre apellidos',
            ],
            'whole': ['name', 'names', 'nom', 'noms', 'nombre', 'nombres'],
            'persons': [
                'person', 'patient', 'client', 'customer', 'employee', 'worker', 'student', 'pupil', 'child', 'mother', 'father', 'parent',
                'spouse', 'husband', 'wife', 'guardian', 'caregiver', 'victim', 'survivor', 'beneficiary', 'applicant', 'claimant', 'respondent',
                'participant', 'resident', 'tenant', 'refugee', 'migrant', 'detainee', 'prisoner', 'offender', 'suspect', 'witness', 'defendant',
                'household head', 'head of household', 'contact', 'doctor', 'physician', 'nurse', 'teacher', 'user',
                'patiente', 'cliente', 'personne', 'enfant', 'mere', 'pere', 'conjoint', 'epoux', 'epouse', 'victime', 'beneficiaire', 'salarie',
                'eleve', 'etudiant', 'demandeur', 'usager', 'medecin', 'utilisateur',
                'paciente', 'persona', 'nino', 'nina', 'hijo', 'hija', 'madre', 'padre', 'esposo', 'esposa', 'conyuge', 'victima',
                'beneficiario', 'beneficiaria', 'empleado', 'empleada', 'trabajador', 'trabajadora', 'alumno', 'alumna', 'estudiante', 'solicitante',
                'usuario', 'medico',
            ],
            'not_with': [
                'place', 'file', 'event', 'product', 'company', 'organisation', 'organization', 'school', 'hospital', 'clinic', 'facility',
                'drug', 'medicine', 'project', 'programme', 'program', 'course', 'department', 'variable', 'column', 'table',
            ],
        },
        {
            'kind': 'e-mail address',
            'words': ['e mail', 'e mails', 'mail address', 'adresse mail', 'courriel', 'courriels', 'adresse electronique', 'correo electronico', 'correos electronicos'],
            'whole': ['mail', 'correo'],
            'rules': [{'pattern': '[^ @<>,;:()"]+@[a-z0-9-]+([.][a-z0-9-]+)*[.][a-z]{2,}', 'of': 'lower'}],
            'enough': 'one', 'in_names': true,
            'shown': 'an e-mail address anywhere in the value',
        },
        {
            'kind': 'telephone number',
            'words': [
                'phone', 'phones', 'telephone', 'telephones', 'tele phone', 'phone number', 'phone no', 'cell phone', 'mobile phone', 'mobile number', 'mobile no',
                'cell number', 'contact number', 'fax', 'fax number', 'msisdn', 'whatsapp', 'tel number', 'tel no', 'telefono', 'telefonos', 'celular',
                'tel portable', 'tel fixe', 'tel mobile', 'numero portable', 'num tel', 'numero tel', 'no tel', 'telecopie', 'tel movil', 'tel fijo', 'numero movil', 'numero celular',
            ],
            'whole': ['tel'],
            'not_with': ['i'],
            'rules': [
                {'pattern': '^[+] ?[(]?[1-9]([ ()./-]*[0-9]){6,14}' ~ extension, 'of': 'lower'},
                {'pattern': '^00[1-9][0-9]{9,13}$'},
                {'pattern': '^00 ?[1-9][0-9]{0,2}[ ()./-]([ ()./-]*[0-9]){6,12}$'},
                {'pattern': '^(1[ -])?[2-9][0-9]{2}[-. ][0-9]{3}[-. ][0-9]{4}' ~ extension, 'of': 'lower'},
                {'pattern': '^(1[ -])?[(][0-9]{2,5}[)] ?[0-9]{3,4}[-. ]?[0-9]{2,4}' ~ extension, 'of': 'lower'},
                {'pattern': '^0[1-9]([ .-][0-9]{2}){4}$'},
                {'pattern': '^0[1-9][0-9]{1,4} [0-9]{3,4} [0-9]{3,4}$'},
                {'pattern': '^0[1-9][0-9] [0-9]{3} [0-9]{2} [0-9]{2}$'},
                {'pattern': '^0[1-9][0-9]{1,4}[ /][0-9]{5,8}$'},
                {'pattern': '^[6-9][0-9]{2}( [0-9]{2}){3}$'},
                {'pattern': '^9[0-9] [0-9]{3} [0-9]{2} [0-9]{2}$'},
                {'pattern': '^[1-9][0-9] [0-9]{4} [0-9]{4}$'},
            ],
            'enough': 'half', 'in_names': true,
            'shown': '`+` or `00` before 7 to 15 digits, or digits in a grouping such as `(555) 555-0123`, `06 12 34 56 78`, `612 34 56 78`, `55 1234 5678`; not digits without a sign or a grouping',
        },
        {
            'kind': 'web address',
            'words': ['url', 'urls', 'web address', 'web site', 'web page', 'home page', 'adresse web', 'site web', 'page web', 'sitio web', 'pagina web'],
            'rules': [{'pattern': '(^|[^a-z])(https?://|www[.])[^ ]+', 'of': 'lower'}],
            'enough': 'half',
            'shown': '`http://`, `https://` or `www.`',
        },
        {
            'kind': 'address of a device',
            'words': [
                'ip address', 'ip addr', 'ipv 4', 'ipv 6', 'mac address', 'mac addr', 'imei', 'imsi', 'device id', 'advertising id', 'adresse ip',
                'adresse mac', 'direccion ip', 'direccion mac',
            ],
            'whole': ['ip'],
            'rules': [
                {'pattern': '^' ~ byte ~ '([.]' ~ byte ~ '){3}([:/][0-9]+)?$', 'also': '(^|[.])[12][0-9][0-9]([.:/]|$)'},
                {'pattern': '^(' ~ group ~ ':){7}' ~ group ~ '$', 'of': 'lower'},
                {'pattern': '^' ~ group ~ '(:' ~ group ~ '){0,6}::(' ~ group ~ '(:' ~ group ~ '){0,6})?$', 'of': 'lower'},
                {'pattern': '^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$', 'of': 'lower', 'also': '[a-f:]'},
            ],
            'enough': 'half',
            'shown': 'IPv4 with a part of 100 or more, so that codes such as `1.2.1.3` are none; IPv6; MAC addresses',
        },
        {
            'kind': 'bank account',
            'words': ['iban', 'account number', 'account no', 'numero de compte', 'numero compte', 'num compte', 'numero de cuenta', 'numero cuenta', 'num cuenta'],
            'rules': [{'pattern': '^(' ~ accounts | join('|') ~ ')$', 'of': 'code', 'check': 'iban'}],
            'enough': 'one', 'in_names': true,
            'shown': 'IBAN of the length of its country, with right check digits',
        },
        {
            'kind': 'payment card',
            'words': ['card number', 'card no', 'numero de carte', 'numero carte bancaire', 'carte bancaire', 'numero de tarjeta', 'numero tarjeta'],
            'rules': [{
                'pattern': '^(4([0-9]{12}|[0-9]{15}|[0-9]{18})|5[1-5][0-9]{14}|(222[1-9]|22[3-9][0-9]|2[3-6][0-9]{2}|27[01][0-9]|2720)[0-9]{12}'
                    ~ '|3[47][0-9]{13}|3[0689][0-9]{12,17}|35[0-9]{14,17}|(2131|1800)[0-9]{11}|(6011|65[0-9]{2}|64[4-9][0-9]|62[0-9]{2})[0-9]{12,15})$',
                'of': 'code', 'check': 'luhn',
            }],
            'enough': 'half',
            'shown': '13 to 19 digits that begin and are as long as those of a card scheme, with a right check digit',
        },
        {
            'kind': 'passport',
            'words': ['passport', 'passport number', 'passport no', 'passeport', 'pasaporte'],
            'rules': [{'pattern': '^([A-Z]{1,2}[0-9]{7,8}|[A-Z]{2,3}[0-9]{6}|[0-9]{2}[A-Z]{2}[0-9]{5}|[A-Z][0-9]{7}[A-Z])$', 'of': 'code'}],
            'enough': 'half',
            'shown': 'letters and digits as in passport numbers, such as `AB123456`, `C01234567`, `12AB34567`; not digits alone',
        },
        {
            'kind': 'national id',
            'words': [
                'social security number', 'social security no', 'national id', 'national identity number', 'national insurance number', 'national identification number',
                'identity card', 'id card', 'identity number', 'tax id', 'tax number', 'taxpayer id', 'tax payer number', 'nhs number', 'driver license', 'drivers license',
                'driver licence', 'drivers licence', 'driving license', 'driving licence', 'license plate', 'licence plate', 'medical record number', 'health insurance number',
                'numero de securite sociale', 'numero securite sociale', 'num secu', 'numero secu', 'carte d identite', 'carte identite', 'carte nationale d identite',
                'numero d identite', 'numero identite', 'numero fiscal', 'permis de conduire', 'immatriculation',
                'documento de identidad', 'documento nacional de identidad', 'numero de documento', 'numero documento', 'numero de identidad', 'numero de identificacion', 'numero de seguridad social',
                'cedula', 'cedula de identidad', 'licencia de conducir', 'carnet de identidad', 'carnet de conducir',
            ],
            'whole': ['ssn', 'mrn', 'nir', 'cni', 'dni', 'nie', 'nif', 'curp', 'rfc', 'nss', 'cuil', 'cuit', 'rut', 'cpf'],
            'rules': [
                {'pattern': '^[0-8][0-9]{2}-[0-9]{2}-[0-9]{4}$'},
                {'pattern': '^756[.][0-9]{4}[.][0-9]{4}[.][0-9]{2}$'},
                {'pattern': '^[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][0-9]{6}[A-D]$', 'of': 'code'},
                {'pattern': '^[12][0-9]{2}(0[1-9]|1[0-2]|[2-9][0-9])([0-9]{2}|2[AB])[0-9]{8}$', 'of': 'code', 'check': 'nir'},
                {'pattern': '^([0-9]{8}|[XYZ][0-9]{7})[A-Z]$', 'of': 'code', 'check': 'dni'},
                {'pattern': '^[A-Z][AEIOUX][A-Z]{2}[0-9]{2}(0[1-9]|1[0-2])[0-3][0-9][HMX][A-Z]{2}[B-DF-HJ-NP-TV-Z]{3}[A-Z0-9][0-9]$', 'of': 'code'},
                {'pattern': '^[A-Z&]{4}[0-9]{2}(0[1-9]|1[0-2])[0-3][0-9][A-Z0-9]{3}$', 'of': 'code'},
            ],
            'enough': 'half',
            'shown': 'US social security (with hyphens), UK national insurance, French NIR (with its key), Spanish DNI and NIE (with their letter), Swiss AHV (with dots), Mexican CURP and RFC',
        },
        {
            'kind': 'street address',
            'words': [
                'address', 'addresses', 'street address', 'street name', 'street number', 'street no', 'house number', 'house no', 'adresse', 'adresses', 'nom de rue', 'nom rue', 'numero de rue',
                'direccion postal', 'direccion particular', 'direccion de residencia', 'direccion residencia', 'domicilio', 'nombre de calle', 'nombre calle',
            ],
            'whole': ['street', 'rue', 'calle', 'direccion', 'direcciones'],
            'not_with': ['ip', 'mac', 'e', 'email', 'mail', 'web', 'electronique'],
        },
        {
            'kind': 'date of birth',
            'words': [
                'date of birth', 'birth date', 'birth day', 'dob', 'born on', 'date de naissance', 'date naissance', 'naissance date', 'jour de naissance',
                'fecha de nacimiento', 'fecha nacimiento', 'fecha nac', 'fec nac', 'nacimiento fecha',
            ],
            'whole': ['ddn'],
            'not_banded': true,
        },
        {
            'kind': 'coordinates',
            'words': [
                'gps coordinates', 'gps position', 'gps location', 'geo location', 'geo point', 'lat lon', 'lat long', 'lat lng', 'latitude longitude', 'coordonnees gps', 'position gps', 'coordenadas gps', 'coordenadas',
            ],
            'whole': ['gps', 'coordinates', 'coordonnees geographiques'],
            'rules': [
                {'pattern': '^[(]?[-+]?(180|1[0-7][0-9]|[0-9]{1,2})[.][0-9]{3,} ?[,; ] ?[-+]?(180|1[0-7][0-9]|[0-9]{1,2})[.][0-9]{3,}[)]?$', 'also': '^([(].*[)]|[^()]*)$'},
                {'pattern': '^point ?[(][-+]?[0-9]{1,3}[.][0-9]{3,} [-+]?[0-9]{1,2}[.][0-9]{3,}[)]$', 'of': 'lower'},
                {
                    'pattern': '^[-+]?[0-9]{1,3}[.][0-9]{3,}$',
                    'beside': ['lat', 'latitude', 'lon', 'lng', 'long', 'longitude', 'latitud', 'longitud'],
                },
            ],
            'enough': 'half',
            'shown': 'two numbers with 3 or more decimals; one such number where the column is called `lat`, `lon`, `latitude`, `latitud` or alike',
        },
        {
            'kind': 'unique id',
            'words': ['guid', 'uuid'],
            'rules': [{'pattern': '^[{]?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}[}]?$', 'of': 'lower'}],
            'enough': 'one', 'in_names': true,
            'shown': 'GUID, as in `123e4567-e89b-12d3-a456-426614174000`',
        },
    ]) }}
{% endmacro %}
