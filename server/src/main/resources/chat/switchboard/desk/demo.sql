-- The desk of the demo: support for a food-delivery app. `--demo` adds it to the neutral desk of V14.
INSERT INTO category (slug, name_en, name_ur, display_order) VALUES
    ('rider', 'Rider', 'رائیڈر', 3)
ON CONFLICT DO NOTHING;

UPDATE department SET name = 'Customer care'
WHERE id = '0198c0de-0001-7000-8000-000000000001' AND name = 'Support';

INSERT INTO department (id, name) VALUES
    ('0198c0de-0001-7000-8000-000000000002', 'Payments')
ON CONFLICT DO NOTHING;

INSERT INTO faq_entry (id, slug, language, question, phrasings, answer, display_order) VALUES
    ('0198c0de-0002-7000-8000-000000000001', 'where-is-my-order', 'en', 'Where is my order?',
     '{"track my order","order status","my order is late","order kahan hai","mera order kab aayega"}',
     'Open “My orders” and choose the order: the map shows where it is and when it should arrive. If it is more than 15 minutes late, tell us here and a person will look into it.', 1),
    ('0198c0de-0002-7000-8000-000000000002', 'where-is-my-order', 'ur', 'میرا آرڈر کہاں ہے؟',
     '{"آرڈر کب آئے گا","آرڈر لیٹ ہے"}',
     '“میرے آرڈرز” کھولیں اور آرڈر منتخب کریں: نقشے پر آرڈر کی جگہ اور پہنچنے کا وقت نظر آئے گا۔ اگر 15 منٹ سے زیادہ دیر ہو جائے تو یہیں بتائیں، ہمارا نمائندہ دیکھ لے گا۔', 1),
    ('0198c0de-0002-7000-8000-000000000003', 'refund', 'en', 'How do I get a refund?',
     '{"money back","refund my payment","paisay wapas","mere paise wapis karo"}',
     'Refunds go back to the way you paid. Cards take 3 to 5 working days, wallets are instant. Tell us the order number and what went wrong, and we will start it.', 2),
    ('0198c0de-0002-7000-8000-000000000004', 'refund', 'ur', 'رقم کی واپسی کیسے ہو گی؟',
     '{"پیسے واپس","ریفنڈ چاہیے"}',
     'رقم اسی ذریعے سے واپس ہوتی ہے جس سے ادائیگی کی گئی۔ کارڈ پر 3 سے 5 کاروباری دن لگتے ہیں، والٹ میں فوراً آ جاتی ہے۔ آرڈر نمبر اور مسئلہ بتائیں، ہم کارروائی شروع کر دیں گے۔', 2),
    ('0198c0de-0002-7000-8000-000000000005', 'cancel-order', 'en', 'Can I cancel my order?',
     '{"cancel order","stop my order","order cancel karna hai"}',
     'Yes, free of charge until the restaurant starts preparing it: “My orders”, then “Cancel”. After that a person has to decide; write to us here.', 3),
    ('0198c0de-0002-7000-8000-000000000006', 'cancel-order', 'ur', 'کیا میں آرڈر منسوخ کر سکتا ہوں؟',
     '{"آرڈر کینسل"}',
     'جی ہاں، جب تک ریستوران تیاری شروع نہ کرے مفت: “میرے آرڈرز” پھر “منسوخ کریں”۔ اس کے بعد ہمارا نمائندہ فیصلہ کرے گا؛ یہیں لکھیں۔', 3),
    ('0198c0de-0002-7000-8000-000000000007', 'change-address', 'en', 'How do I change the delivery address?',
     '{"wrong address","address change","pata badalna hai"}',
     'Before the rider picks it up: “My orders”, the order, “Change address”. Later, write to us at once and we will reach the rider.', 4),
    ('0198c0de-0002-7000-8000-000000000008', 'change-address', 'ur', 'ڈیلیوری کا پتہ کیسے بدلوں؟',
     '{"غلط پتہ","ایڈریس تبدیل"}',
     'رائیڈر کے آرڈر اٹھانے سے پہلے: “میرے آرڈرز”، آرڈر، “پتہ بدلیں”۔ اس کے بعد فوراً یہاں لکھیں، ہم رائیڈر سے رابطہ کریں گے۔', 4)
ON CONFLICT DO NOTHING;

INSERT INTO reply_template (id, category, keywords, reply_en, reply_ur) VALUES
    ('0198c0de-0003-7000-8000-000000000001', 'order', '{order,late,where,kahan,"کہاں","آرڈر"}',
     'Thank you for writing about your order. Please tell us the order number; somebody will look at it as soon as they are back.',
     'اپنے آرڈر کے بارے میں لکھنے کا شکریہ۔ براہ کرم آرڈر نمبر بتائیں؛ نمائندہ آتے ہی دیکھ لے گا۔'),
    ('0198c0de-0003-7000-8000-000000000002', 'payment', '{payment,refund,money,paisay,paise,"پیسے","رقم"}',
     'We have your payment question. No money is lost: every payment is recorded. Please tell us the order number and the amount.',
     'آپ کا ادائیگی کا سوال مل گیا ہے۔ آپ کی رقم محفوظ ہے: ہر ادائیگی کا ریکارڈ موجود ہے۔ براہ کرم آرڈر نمبر اور رقم بتائیں۔'),
    ('0198c0de-0003-7000-8000-000000000003', 'rider', '{rider,driver,delivery,"رائیڈر"}',
     'We are sorry about the trouble with the delivery. Please tell us what happened; we will speak with the rider.',
     'ڈیلیوری میں پریشانی پر معذرت۔ براہ کرم بتائیں کیا ہوا؛ ہم رائیڈر سے بات کریں گے۔'),
    ('0198c0de-0003-7000-8000-000000000004', 'technical', '{app,login,error,crash,"ایپ"}',
     'Thank you for reporting this. Please tell us which phone you use and what you saw on the screen.',
     'اطلاع دینے کا شکریہ۔ براہ کرم بتائیں آپ کون سا فون استعمال کرتے ہیں اور اسکرین پر کیا نظر آیا۔')
ON CONFLICT DO NOTHING;

INSERT INTO site (id, key, name, color) VALUES
    ('0198c0de-0020-7000-8000-000000000002', 'demo', 'Demo shop', '#c2410c')
ON CONFLICT DO NOTHING;
